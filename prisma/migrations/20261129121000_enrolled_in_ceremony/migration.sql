-- The passkey that a ceremony has made, where it is asked once more for the permission.
ALTER TABLE "ceremonies" ADD COLUMN     "enrolled_credential_id" TEXT;
