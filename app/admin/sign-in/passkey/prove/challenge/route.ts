import { adminChallengePost } from '@/lib/http/console-sign-in';

export const POST = adminChallengePost('prove');
