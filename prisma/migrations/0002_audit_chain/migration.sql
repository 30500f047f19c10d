-- The cluster that counts the transactions. A register that was restored elsewhere begins another count.
CREATE FUNCTION "audit_cluster"() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT system_identifier FROM pg_control_system()';

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "address" TEXT,
ADD COLUMN     "cluster" BIGINT NOT NULL DEFAULT audit_cluster(),
ADD COLUMN     "request_id" TEXT,
ADD COLUMN     "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
ALTER COLUMN "at" SET DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "audit_block" (
    "number" INTEGER NOT NULL,
    "cluster" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,
    "until" BIGINT NOT NULL,
    "first_id" BIGINT NOT NULL,
    "last_id" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "event_ids" BIGINT[],
    "event_hashes" TEXT[],
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_block_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_block_hash_key" ON "audit_block"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_block_cluster_until_key" ON "audit_block"("cluster", "until");

-- CreateIndex
CREATE INDEX "audit_event_cluster_txid_idx" ON "audit_event"("cluster", "txid");

-- CreateIndex
CREATE INDEX "audit_event_act_id_idx" ON "audit_event"("act", "id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_id_idx" ON "audit_event"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- Blocks are append-only as events are, and both stay so where triggers are switched off for replication.
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "audit_block_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_block"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
ALTER TABLE "audit_event" ENABLE ALWAYS TRIGGER "audit_event_append_only";
ALTER TABLE "audit_block" ENABLE ALWAYS TRIGGER "audit_block_append_only";
