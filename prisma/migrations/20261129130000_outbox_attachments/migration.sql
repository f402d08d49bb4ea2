-- AlterTable
ALTER TABLE "outbox_mails" ADD COLUMN     "attachments" JSONB NOT NULL DEFAULT '[]';
