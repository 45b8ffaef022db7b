-- Models, their revisions and connections. One script for H2 and PostgreSQL.

create table model (
    id varchar(36) primary key,
    name varchar(100) not null,
    -- The name without regard to case; some letters grow when they change case.
    name_key varchar(300) not null,
    integration varchar(10) not null,
    source varchar(40) not null,
    inferencing boolean not null,
    -- The revision that serves; 0 until the first confirm.
    revision integer not null,
    -- The revision being edited, if one is.
    draft_revision integer,
    added_by varchar(200) not null,
    added_at timestamp(6) with time zone not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint model_name_unique unique (name_key)
);

-- A whole definition as one document, so that a served revision never changes while the next one is edited.
create table model_revision (
    model_id varchar(36) not null references model (id) on delete cascade,
    revision integer not null,
    definition text not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    confirmed_by varchar(200),
    confirmed_at timestamp(6) with time zone,
    primary key (model_id, revision)
);

create table model_connection (
    id varchar(36) primary key,
    model_id varchar(36) not null references model (id) on delete cascade,
    place integer not null,
    name varchar(100) not null,
    name_key varchar(300) not null,
    inferencing boolean not null,
    base_url varchar(2000),
    added_by varchar(200) not null,
    added_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint connection_name_unique unique (model_id, name_key)
);

-- Everything encrypted, in one place, so that a change of the encryption key has one table to go through.
-- The owner is part of what the ciphertext is bound to: moved to another owner it does not open.
create table stored_secret (
    id varchar(36) primary key,
    model_id varchar(36) not null references model (id) on delete cascade,
    owner varchar(500) not null,
    key_id bigint not null,
    ciphertext text not null
);
create index stored_secret_by_model on stored_secret (model_id);

-- A connection's credentials for one origin (scheme, host and port): they are sent nowhere else.
create table credential (
    connection_id varchar(36) not null references model_connection (id) on delete cascade,
    origin varchar(500) not null,
    model_id varchar(36) not null,
    secret_id varchar(36) not null references stored_secret (id) on delete cascade,
    fingerprint varchar(100) not null,
    primary key (connection_id, origin),
    constraint credential_key_unique unique (model_id, origin, fingerprint)
);

-- Apart from the connection, so that calls do not collide with people who edit it. Stays when the connection goes.
create table connection_use (
    connection_id varchar(36) primary key,
    last_used_at timestamp(6) with time zone not null
);

-- One row that moves with each committed change; every server watches it.
create table change_stamp (
    id integer primary key,
    stamp bigint not null
);
insert into change_stamp (id, stamp) values (1, 1);

create sequence audit_entry_id start with 20 increment by 20;
create table audit_entry (
    id bigint primary key,
    entry_time timestamp(6) with time zone not null,
    actor varchar(200) not null,
    action varchar(60) not null,
    target_kind varchar(30) not null,
    target_id varchar(36) not null,
    target_name varchar(250) not null,
    before_change text,
    after_change text
);
create index audit_entry_by_time on audit_entry (entry_time, id);
