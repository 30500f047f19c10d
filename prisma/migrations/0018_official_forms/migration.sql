-- Empty official forms, of which somebody has said once what each column holds.
CREATE TABLE "official_form" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sheet" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "headers" TEXT[] NOT NULL,
    "fills" TEXT[] NOT NULL,
    "kept_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "official_form_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "official_form_name_key" ON "official_form"("name");
ALTER TABLE "official_form" ADD CONSTRAINT "official_form_kept_by_id_fkey" FOREIGN KEY ("kept_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
