-- Which connection is taken first, and whether its provider takes its credentials.

-- Connections of a smaller priority come first; among equals calls are spread by weight.
alter table model_connection add column weight integer default 1 not null;
alter table model_connection add column priority integer default 0 not null;

-- The last check of a connection's credentials. It counts for the origin and the key that it was made with, so that
-- nothing has to be reset when either changes. Apart from the connection, so that checks do not collide with edits.
create table connection_check (
    connection_id varchar(36) primary key references model_connection (id) on delete cascade,
    origin varchar(500) not null,
    -- Of the key, as in credential; null for a connection that has none.
    fingerprint varchar(100),
    outcome varchar(20) not null,
    -- What the provider said, secrets masked; null if it took the credentials.
    words varchar(1000),
    checked_by varchar(200) not null,
    checked_at timestamp(6) with time zone not null
);
