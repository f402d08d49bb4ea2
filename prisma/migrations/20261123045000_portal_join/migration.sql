-- AlterEnum: a passkey used in a signed-in portal session, for the records that the session proved.
ALTER TYPE "portal_challenge_purpose" ADD VALUE 'join';
