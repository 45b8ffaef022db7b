-- When a test call with this very definition succeeded last, null if none has.
alter table model_revision add column tested_at timestamp(6) with time zone;
