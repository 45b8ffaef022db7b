-- What became of each attempt of each call. Unknown numbers are null.
-- EclipseLink takes what a sequence gives as the end of a block, so the first block ends where the sequence starts.

create sequence trace_row start with 500 increment by 500;
create table trace (
    id bigint primary key,
    trace_id varchar(100) not null,
    attempt integer not null,
    started_at timestamp(6) with time zone not null,
    millis bigint not null,
    first_chunk_millis bigint,
    source varchar(30) not null,
    application varchar(200),
    component varchar(200),
    caller varchar(200),
    model_id varchar(36),
    model_name varchar(200) not null,
    model_revision integer,
    connection_id varchar(36),
    connection_name varchar(200),
    provider_model varchar(200),
    status varchar(30) not null,
    code varchar(40),
    message varchar(2000),
    provider_status integer,
    input_tokens bigint,
    output_tokens bigint,
    cached_input_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    token_source varchar(20) not null,
    finish_reason varchar(30) not null,
    streaming boolean not null,
    tags text,
    -- Whether part of the record could not be stored as it came.
    degraded boolean not null
);
create index trace_by_time on trace (started_at, id);
create index trace_by_model on trace (model_name, started_at, id);
create index trace_by_connection on trace (model_name, connection_name, started_at, id);
create index trace_by_status on trace (status, started_at, id);
create index trace_by_trace_id on trace (trace_id);

-- Requests and answers, where they are kept, away from the rows that lists and sums read.
create table trace_body (
    trace_row bigint primary key references trace (id) on delete cascade,
    input text,
    output text
);

-- How far each server's journal has been read. Moves in the transaction that stores the rows.
create table journal_position (
    journal_id varchar(64) primary key,
    read_up_to bigint not null
);
