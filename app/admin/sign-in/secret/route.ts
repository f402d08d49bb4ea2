import { secretSignIn } from '@/lib/http/console-sign-in';

export const POST = secretSignIn('admin');
