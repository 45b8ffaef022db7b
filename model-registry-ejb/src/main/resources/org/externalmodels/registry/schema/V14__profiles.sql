-- Authorization profiles: ways to prove who calls that several models share.

create table authorization_profile (
    id varchar(36) primary key,
    name varchar(100) not null,
    name_key varchar(300) not null,
    type varchar(40) not null,
    -- All that is no secret, as one document.
    settings text not null,
    -- Where it may be sent: origins, one a line.
    origins text not null,
    -- Moves with each consent of an account's owner; 0 before the first.
    consent bigint not null,
    added_by varchar(200) not null,
    added_at timestamp(6) with time zone not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint profile_name_unique unique (name_key)
);

-- A secret belongs to a model or to a profile.
alter table stored_secret alter column model_id drop not null;
alter table stored_secret add column profile_id varchar(36);
alter table stored_secret add constraint stored_secret_profile
    foreign key (profile_id) references authorization_profile (id) on delete cascade;
create index stored_secret_by_profile on stored_secret (profile_id);
-- What a change of the encryption key has still to do.
create index stored_secret_by_key on stored_secret (key_id);

-- Which profile a revision refers to, by the profile's name without regard to case.
alter table model_revision add column profile_key varchar(300);
create index model_revision_by_profile on model_revision (profile_key);

-- Somebody was sent to an authorization endpoint and has not come back yet.
create table consent_request (
    state_hash varchar(64) primary key,
    profile_id varchar(36) not null references authorization_profile (id) on delete cascade,
    secret_id varchar(36) not null references stored_secret (id) on delete cascade,
    redirect_uri varchar(2000) not null,
    started_by varchar(200) not null,
    started_at timestamp(6) with time zone not null
);
