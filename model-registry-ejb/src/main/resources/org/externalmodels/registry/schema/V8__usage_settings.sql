-- What an administrator sets for usage, one JSON document each.
create table usage_setting (
    name varchar(50) primary key,
    document text not null,
    changed_by varchar(200) not null,
    changed_at timestamp(6) with time zone not null,
    version bigint not null
);
