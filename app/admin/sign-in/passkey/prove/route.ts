import { adminPasskeyPost } from '@/lib/http/console-sign-in';

export const POST = adminPasskeyPost('prove');
