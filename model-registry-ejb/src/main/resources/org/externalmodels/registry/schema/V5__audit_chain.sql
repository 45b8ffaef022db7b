-- Where changes came from, and a chain over them: an entry carries a code of its own from the moment it is written, and gets
-- its place in the chain a little later, so that writing waits for nobody.
alter table audit_entry add column remote_address varchar(100);
alter table audit_entry add column request_id varchar(64);
alter table audit_entry add column code varchar(100);
alter table audit_entry add column chain_position bigint;
alter table audit_entry add column seal varchar(100);
create unique index audit_entry_by_position on audit_entry (chain_position);
create index audit_entry_by_actor on audit_entry (actor, entry_time, id);
create index audit_entry_by_action on audit_entry (action, entry_time, id);
create index audit_entry_by_target on audit_entry (target_kind, target_name, entry_time, id);

-- One row: the end of the chain.
create table audit_chain (
    id integer primary key,
    last_position bigint not null,
    last_seal varchar(100) not null
);
insert into audit_chain (id, last_position, last_seal) values (1, 0, '-');
