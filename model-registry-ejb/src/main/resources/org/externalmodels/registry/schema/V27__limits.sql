-- Limits and budgets of calls.

create table usage_limit (
    id varchar(36) primary key,
    name varchar(100) not null,
    name_key varchar(300) not null,
    measure varchar(30) not null,
    -- Requests, tokens, calls, or money in its currency.
    amount numeric(21, 9) not null,
    currency varchar(3),
    -- Whom it is for: an id or name, '*' for each of them by itself, null for all of them together.
    key_id varchar(36),
    application varchar(200),
    model_id varchar(36),
    connection_id varchar(36),
    shadow boolean not null,
    enabled boolean not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint usage_limit_name_unique unique (name_key)
);

-- One row that moves with each committed change of a limit; every server watches it.
create table usage_limit_stamp (
    id integer primary key,
    stamp bigint not null
);
insert into usage_limit_stamp (id, stamp) values (1, 1);

-- The state of buckets that several servers share, in the form of Bucket4j.
create table limit_bucket (
    id varchar(400) primary key,
    state bytea,
    expires_at bigint
);

-- Calls under way by server; what a server that is gone had under way counts no more after a while.
create table call_in_flight (
    bucket varchar(400) not null,
    server varchar(36) not null,
    calls integer not null,
    seen_at timestamp(6) with time zone not null,
    primary key (bucket, server)
);

-- What a server with a database of its own has spent of its budgets, so that it knows after a restart.
create table budget_spending (
    bucket varchar(400) primary key,
    spent bigint not null,
    ends_at timestamp(6) with time zone not null
);

-- Alerts, each once for its window, kept until they are delivered and after.
create table limit_alert (
    id varchar(36) primary key,
    limit_id varchar(36) not null,
    limit_name varchar(100) not null,
    bucket varchar(400) not null,
    percent integer not null,
    window_start timestamp(6) with time zone not null,
    raised_at timestamp(6) with time zone not null,
    body text not null,
    attempts integer not null,
    next_attempt_at timestamp(6) with time zone,
    delivered_at timestamp(6) with time zone,
    last_failure varchar(500),
    constraint limit_alert_once unique (bucket, window_start, percent)
);
create index limit_alert_raised on limit_alert (raised_at);
create index limit_alert_due on limit_alert (next_attempt_at);
