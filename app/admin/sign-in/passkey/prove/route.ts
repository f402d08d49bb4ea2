import { operatorPasskeyPost } from '@/lib/http/console-sign-in';

export const POST = operatorPasskeyPost('prove');
