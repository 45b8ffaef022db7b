-- What a caller waited in all: in the row of the attempt that ended its call, null in those that another one followed.
alter table trace add column waited_millis bigint;
alter table trace add column workflow_instance varchar(300);
alter table trace add column workflow_activity varchar(300);
-- Attempts were not told apart from calls before: each counts as one.
update trace set waited_millis = millis;

alter table usage_sum add column activity varchar(300) default '' not null;
alter table usage_sum add column calls bigint default 0 not null;
alter table usage_sum add column failed_calls bigint default 0 not null;
alter table usage_sum add column images bigint;
alter table usage_sum add column audio_millis bigint;
update usage_sum set calls = requests, failed_calls = case when code <> '' then requests else 0 end;
