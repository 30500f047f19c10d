-- The last followers of each account on or before a day, without a look at the other measured values (docs/decisions/0040).
CREATE INDEX "snapshot_followers" ON "snapshot" ("account_id", "day" DESC) INCLUDE ("value") WHERE "metric" = 'followers' AND "value" IS NOT NULL;
