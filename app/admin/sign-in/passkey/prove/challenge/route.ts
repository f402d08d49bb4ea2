import { operatorChallengePost } from '@/lib/http/console-sign-in';

export const POST = operatorChallengePost('prove');
