-- Keys of applications that call models over HTTP.

create table application_key (
    id varchar(36) primary key,
    name varchar(100) not null,
    name_key varchar(300) not null,
    -- SHA-256 of the key. The key has 256 random bits, so there is nothing that a slow hash would protect from guessing.
    key_hash varchar(64) not null,
    -- Its last characters, by which people tell keys apart.
    key_ending varchar(10) not null,
    -- After a rotation, the key before, for as long as it is still taken.
    previous_hash varchar(64),
    previous_until timestamp(6) with time zone,
    -- JSON arrays.
    models text not null,
    ways text not null,
    expires_at timestamp(6) with time zone,
    enabled boolean not null,
    added_by varchar(200) not null,
    added_at timestamp(6) with time zone not null,
    rotated_at timestamp(6) with time zone,
    version bigint not null,
    constraint application_key_name_unique unique (name_key),
    constraint application_key_hash_unique unique (key_hash)
);

-- Apart from the key, so that calls do not collide with people who edit it.
create table application_key_use (
    key_id varchar(36) primary key,
    last_used_at timestamp(6) with time zone not null
);

-- One row that moves with each committed change of a key; every server watches it.
create table application_key_stamp (
    id integer primary key,
    stamp bigint not null
);
insert into application_key_stamp (id, stamp) values (1, 1);
