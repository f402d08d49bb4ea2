import { signOutPost } from '@/lib/http/console-sign-in';

export const POST = signOutPost('admin');
