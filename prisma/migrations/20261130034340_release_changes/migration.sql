-- CreateEnum
CREATE TYPE "release_change_kind" AS ENUM ('ended', 'narrowed', 'tenancy-changed', 'tenancy-restored', 'suspended', 'reactivated');

-- CreateTable
CREATE TABLE "release_changes" (
    "id" BIGSERIAL NOT NULL,
    "sequence" BIGINT,
    "numbered_at" TIMESTAMPTZ(3),
    "ak" TEXT,
    "account_id" TEXT,
    "kind" "release_change_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "release_changes_one_subject" CHECK (("ak" IS NULL) <> ("account_id" IS NULL)),
    CONSTRAINT "release_changes_numbered_whole" CHECK (("sequence" IS NULL) = ("numbered_at" IS NULL))
);

-- CreateTable
CREATE TABLE "release_change_head" (
    "id" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "release_change_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "release_changes_sequence_key" ON "release_changes"("sequence");

-- CreateIndex
-- What waits for its number; an idle register looks at nothing else.
CREATE INDEX "release_changes_waiting_idx" ON "release_changes"("id") WHERE "sequence" IS NULL;

INSERT INTO "release_change_head" ("id", "sequence") VALUES (1, 0);
