-- Sums that are read fast where there are millions of calls.

-- An id tells the length of time, its begin and then a number, so that the rows of a period follow each other: H2 keeps
-- rows in the order of such a key, and a month is read from one end to the other. What is moved here gets low numbers.
create sequence usage_row start with 1000000000 increment by 1000;

alter table usage_sum rename to usage_sum_before;
create table usage_sum (
    id bigint primary key,
    grain varchar(4) not null,
    period_start timestamp(6) with time zone not null,
    sum_key varchar(50) not null,
    model varchar(200) not null,
    connection varchar(200) not null,
    application varchar(200) not null,
    component varchar(200) not null,
    caller varchar(200) not null,
    source varchar(30) not null,
    -- Why calls failed; empty for complete ones.
    code varchar(40) not null,
    currency varchar(3) not null,
    activity varchar(300) not null,
    requests bigint not null,
    calls bigint not null,
    failed_calls bigint not null,
    unknown_usage bigint not null,
    unknown_cost bigint not null,
    input_tokens bigint,
    output_tokens bigint,
    cached_input_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    images bigint,
    audio_millis bigint,
    cost numeric(38, 15),
    constraint usage_sum_once unique (grain, period_start, sum_key)
);
insert into usage_sum (id, grain, period_start, sum_key, model, connection, application, component, caller, source, code,
    currency, activity, requests, calls, failed_calls, unknown_usage, unknown_cost, input_tokens, output_tokens,
    cached_input_tokens, cache_write_tokens, reasoning_tokens, images, audio_millis, cost)
select (case when grain = 'day' then 16777216 else 0 end + cast(extract(epoch from period_start) as bigint) / 3600)
        * 274877906944 + row_number() over (order by grain, period_start),
    grain, period_start, sum_key, model, connection, application, component, caller, source, code, currency, activity,
    requests, calls, failed_calls, unknown_usage, unknown_cost, input_tokens, output_tokens, cached_input_tokens,
    cache_write_tokens, reasoning_tokens, images, audio_millis, cost
from usage_sum_before;
drop table usage_sum_before;

-- Sums for charts: by less than calls are billed by, so that there are few, with how long calls took as sketches that can
-- be merged. Costs by currency and failures by code are texts of name=number, parted by spaces.
create table usage_trend (
    id bigint primary key,
    grain varchar(4) not null,
    period_start timestamp(6) with time zone not null,
    trend_key varchar(50) not null,
    model varchar(200) not null,
    connection varchar(200) not null,
    application varchar(200) not null,
    requests bigint not null,
    calls bigint not null,
    failed_calls bigint not null,
    unknown_usage bigint not null,
    unknown_cost bigint not null,
    input_tokens bigint,
    output_tokens bigint,
    costs varchar(10000) not null,
    codes varchar(4000) not null,
    -- Not text: H2 keeps a long text away from its row.
    durations varchar(100000) not null,
    first_chunks varchar(100000) not null,
    constraint usage_trend_once unique (grain, period_start, trend_key)
);
insert into usage_trend (id, grain, period_start, trend_key, model, connection, application, requests, calls, failed_calls,
    unknown_usage, unknown_cost, input_tokens, output_tokens, costs, codes, durations, first_chunks)
select (case when l.grain = 'day' then 16777216 else 0 end + cast(extract(epoch from l.period_start) as bigint) / 3600)
        * 274877906944 + row_number() over (order by l.grain, l.period_start),
    l.grain, l.period_start, l.sketch_key, l.model, l.connection, l.application, s.requests, s.calls, s.failed_calls,
    s.unknown_usage, s.unknown_cost, s.input_tokens, s.output_tokens, coalesce(m.costs, ''), coalesce(c.codes, ''),
    cast(l.durations as varchar(100000)), cast(l.first_chunks as varchar(100000))
from latency_sketch l
join (
    select grain, period_start, model, connection, application, sum(requests) requests, sum(calls) calls,
        sum(failed_calls) failed_calls, sum(unknown_usage) unknown_usage, sum(unknown_cost) unknown_cost,
        sum(input_tokens) input_tokens, sum(output_tokens) output_tokens
    from usage_sum group by grain, period_start, model, connection, application
) s on s.grain = l.grain and s.period_start = l.period_start and s.model = l.model and s.connection = l.connection
    and s.application = l.application
left join (
    select grain, period_start, model, connection, application, string_agg(currency || '=' || cost, ' ') costs
    from (
        select grain, period_start, model, connection, application, currency, cast(sum(cost) as varchar(60)) cost
        from usage_sum where cost is not null group by grain, period_start, model, connection, application, currency
    ) by_currency group by grain, period_start, model, connection, application
) m on m.grain = l.grain and m.period_start = l.period_start and m.model = l.model and m.connection = l.connection
    and m.application = l.application
left join (
    select grain, period_start, model, connection, application, string_agg(code || '=' || requests, ' ') codes
    from (
        select grain, period_start, model, connection, application, code, cast(sum(requests) as varchar(60)) requests
        from usage_sum where code <> '' group by grain, period_start, model, connection, application, code
    ) by_code group by grain, period_start, model, connection, application
) c on c.grain = l.grain and c.period_start = l.period_start and c.model = l.model and c.connection = l.connection
    and c.application = l.application;
drop table latency_sketch;

-- Stretches of time of a few thousand calls each, and what values the calls in them have, so that a filter on a column
-- without an index looks only where it can find something. A zone ends where the next one begins; of what is not said
-- about a column in a zone, nothing is known. More may be said than is still there.
create table trace_zone (
    started_at timestamp(6) with time zone primary key,
    -- When the last of its calls began.
    last_at timestamp(6) with time zone not null,
    trace_rows bigint not null
);
create table trace_zone_column (
    column_name varchar(30) not null,
    zone timestamp(6) with time zone not null,
    nulls boolean not null,
    -- All values as a JSON array; null if there are too many to list.
    listed varchar(8000),
    -- The least and the greatest number; null for texts.
    low numeric(38, 15),
    high numeric(38, 15),
    primary key (column_name, zone)
);
insert into trace_zone (started_at, last_at, trace_rows)
select min(started_at), max(started_at), count(*) from trace having count(*) > 0;
