-- What people say of how their sheets are to be read, once.
ALTER TABLE "import_batch" ADD COLUMN "layout" JSONB;

CREATE TABLE "import_mapping" (
    "user_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "fills" TEXT NOT NULL,
    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("user_id", "kind", "header")
);

CREATE TABLE "import_value" (
    "user_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    CONSTRAINT "import_value_pkey" PRIMARY KEY ("user_id", "kind", "field", "text")
);

ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_value" ADD CONSTRAINT "import_value_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
