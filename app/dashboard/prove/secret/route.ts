import { secretProof } from '@/lib/http/console-sign-in';

export const POST = secretProof('data-user');
