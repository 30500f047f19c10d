-- What of the audit is personal stands apart from its sealed rows, and users can be erased.
-- AlterTable
ALTER TABLE "user" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "personal" TEXT;

-- CreateTable
CREATE TABLE "audit_personal" (
    "commitment" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "salt" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "audit_personal_pkey" PRIMARY KEY ("commitment")
);

-- CreateIndex
CREATE INDEX "audit_personal_user_id_idx" ON "audit_personal"("user_id");

-- AddForeignKey
ALTER TABLE "audit_personal" ADD CONSTRAINT "audit_personal_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand from here.

-- Nobody comes in as one who was erased, and nothing by which the person could be found comes back.
ALTER TABLE "user" ADD CONSTRAINT "user_erased" CHECK ("erased_at" IS NULL OR (
  "disabled_at" IS NOT NULL AND "email" IS NULL AND "totp_secret" IS NULL AND "oidc_subject" IS NULL));

-- It can be erased, never changed.
CREATE FUNCTION "refuse_personal_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_personal is never changed';
END $$;
CREATE TRIGGER "audit_personal_unchanged" BEFORE UPDATE OR TRUNCATE ON "audit_personal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_personal_change"();
ALTER TABLE "audit_personal" ENABLE ALWAYS TRIGGER "audit_personal_unchanged";
