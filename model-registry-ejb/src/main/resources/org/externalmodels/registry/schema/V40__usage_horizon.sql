-- From when on single calls, and sums per hour and per day, are all there: of what began before, some is deleted.
create table usage_horizon (
    kind varchar(4) primary key,
    complete_from timestamp(6) with time zone not null
);
-- What was deleted before this was kept shows in sums that differ.
insert into usage_horizon (kind, complete_from)
select 'call', case
    when (select coalesce(sum(requests), 0) from usage_sum where grain = 'day') > (select count(*) from trace)
    then coalesce((select min(started_at) from trace), current_timestamp)
    else timestamp with time zone '1970-01-01 00:00:00+00' end;
insert into usage_horizon (kind, complete_from)
select 'hour', case
    when (select coalesce(sum(requests), 0) from usage_sum where grain = 'day')
        > (select coalesce(sum(requests), 0) from usage_sum where grain = 'hour')
    then coalesce((select min(period_start) from usage_sum where grain = 'hour') + interval '1' hour, current_timestamp)
    else timestamp with time zone '1970-01-01 00:00:00+00' end;
insert into usage_horizon (kind, complete_from)
select 'day', case
    when (select coalesce(sum(requests), 0) from usage_sum where grain = 'hour')
        > (select coalesce(sum(requests), 0) from usage_sum where grain = 'day')
    then coalesce((select min(period_start) from usage_sum where grain = 'day') + interval '1' day, current_timestamp)
    else timestamp with time zone '1970-01-01 00:00:00+00' end;
