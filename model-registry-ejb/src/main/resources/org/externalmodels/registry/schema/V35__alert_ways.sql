-- When an alert went out by each way: one that fails is tried again, and the other is not used twice.
alter table limit_alert add column posted_at timestamp(6) with time zone;
alter table limit_alert add column mailed_at timestamp(6) with time zone;
