-- What calls cost, and sums over them. Unknown numbers are null; a text that is not there is empty where it is part of a key.

-- The price is that of the row's time: a later change of prices does not touch it.
alter table trace add column cost numeric(38, 15);
alter table trace add column currency varchar(3);
alter table trace add column price_id varchar(36);
alter table trace add column images bigint;
alter table trace add column audio_millis bigint;
create index trace_by_application on trace (application, started_at, id);
create index trace_by_caller on trace (caller, started_at, id);
create index trace_by_code on trace (code, started_at, id);
create index trace_by_millis on trace (millis, started_at, id);

-- The callers' own words on a call, to filter and to bill by.
create table trace_tag (
    trace_row bigint not null references trace (id) on delete cascade,
    name varchar(100) not null,
    tag_value varchar(300) not null,
    started_at timestamp(6) with time zone not null,
    primary key (trace_row, name)
);
create index trace_tag_by_value on trace_tag (name, tag_value, started_at, trace_row);

-- Taken by whoever writes sums, until the end of the transaction: a sum is read and written back.
create table usage_lock (
    id integer primary key
);
insert into usage_lock (id) values (1);

-- Sums per hour and per day (grain), in the transaction that stores the rows. The key is a hash of the texts: they are
-- too long for an index.
create table usage_sum (
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
    requests bigint not null,
    unknown_usage bigint not null,
    unknown_cost bigint not null,
    input_tokens bigint,
    output_tokens bigint,
    cached_input_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost numeric(38, 15),
    primary key (grain, period_start, sum_key)
);

-- How long calls took, as sketches that can be merged.
create table latency_sketch (
    grain varchar(4) not null,
    period_start timestamp(6) with time zone not null,
    sketch_key varchar(50) not null,
    model varchar(200) not null,
    connection varchar(200) not null,
    application varchar(200) not null,
    durations text not null,
    first_chunks text not null,
    primary key (grain, period_start, sketch_key)
);

-- What a model's provider asks for: token prices are per million. Empty connection_name: for all connections of the model.
create table price (
    id varchar(36) primary key,
    model_id varchar(36) not null,
    model_name varchar(100) not null,
    connection_name varchar(100) not null,
    effective_from timestamp(6) with time zone not null,
    currency varchar(3) not null,
    input numeric(24, 9),
    output numeric(24, 9),
    cached_read numeric(24, 9),
    cache_write numeric(24, 9),
    reasoning numeric(24, 9),
    image numeric(24, 9),
    audio_minute numeric(24, 9),
    request numeric(24, 9),
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint price_unique unique (model_id, connection_name, effective_from)
);
