-- What all calls of an hour or a day come to, so that charts of everything need not read what each connection came to. An
-- id is that of the period, as in the other sums. Code fills it from them (version 47): no SQL merges sketches.
create table usage_total (
    id bigint primary key,
    grain varchar(4) not null,
    period_start timestamp(6) with time zone not null,
    requests bigint not null,
    calls bigint not null,
    failed_calls bigint not null,
    unknown_usage bigint not null,
    unknown_cost bigint not null,
    input_tokens bigint,
    output_tokens bigint,
    costs varchar(10000) not null,
    codes varchar(4000) not null,
    durations varchar(100000) not null,
    first_chunks varchar(100000) not null
);

-- What one model came to is a few rows in the midst of those of thousands.
create index usage_trend_model on usage_trend (model, id);
