-- CreateTable
CREATE TABLE "release_provider_totals" (
    "account_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "reason" "release_reason" NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "release_provider_totals_pkey" PRIMARY KEY ("account_id","day","reason")
);

-- CreateTable
CREATE TABLE "release_counted_days" (
    "day" DATE NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,

    CONSTRAINT "release_counted_days_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE INDEX "release_provider_totals_day_idx" ON "release_provider_totals"("day");

-- CreateIndex
CREATE INDEX "release_permits_ak_idx" ON "release_permits"("ak");
