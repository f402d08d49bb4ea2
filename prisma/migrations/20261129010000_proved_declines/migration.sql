-- Only declines of somebody who has shown that the record is theirs count towards the pause. Old rows of mailed
-- links count by their method, those of pages did not say.
-- AlterTable
ALTER TABLE "reidentifications" ADD COLUMN     "proved_decline" BOOLEAN NOT NULL DEFAULT false;
