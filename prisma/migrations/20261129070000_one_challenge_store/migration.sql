-- Challenges of ceremonies, of the portal and of the consoles stand in one table, each with the id of whose it is.
-- None is carried over: they live five minutes, and an open page asks for a new one.
DROP TABLE "portal_challenges";
DROP TYPE "portal_challenge_purpose";
DROP TABLE "challenges";
ALTER TABLE "console_sessions" DROP COLUMN "challenge_hash", DROP COLUMN "challenge_until";

-- CreateTable
CREATE TABLE "challenges" (
    "challenge_hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "purpose" "challenge_purpose" NOT NULL,
    "user_handle" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("challenge_hash")
);

-- CreateIndex
CREATE INDEX "challenges_scope_created_at_idx" ON "challenges"("scope", "created_at");

-- CreateIndex
CREATE INDEX "challenges_expires_at_idx" ON "challenges"("expires_at");
