-- What a revocation was given as its reason, apart from the cause that the register notes where none was.
ALTER TABLE "access_record_changes" ADD COLUMN     "reason" TEXT;
