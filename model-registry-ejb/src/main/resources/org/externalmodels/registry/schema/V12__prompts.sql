-- Prompts that people keep in the playground, with every version they saved.

create table saved_prompt (
    id varchar(36) primary key,
    name varchar(100) not null,
    name_key varchar(300) not null,
    -- The version that opens first.
    default_version integer not null,
    newest_version integer not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint prompt_name_unique unique (name_key)
);

create table prompt_version (
    prompt_id varchar(36) not null references saved_prompt (id) on delete cascade,
    number integer not null,
    document text not null,
    saved_by varchar(200) not null,
    saved_at timestamp(6) with time zone not null,
    primary key (prompt_id, number)
);
