-- Short hashes of the texts of a column in a zone that has too many of them to list; null if nothing is known of them.
alter table trace_zone_column add column hashes varchar(8000);
-- Whether some of these texts may be missing in the table below.
alter table trace_zone_column add column unnamed boolean default false not null;

-- The texts that there are hashes of, so that those with a part in common are found without their rows.
create table trace_name (
    column_name varchar(30) not null,
    name varchar(300) not null,
    -- No row that began later has it yet, to the day.
    used_until timestamp(6) with time zone not null,
    primary key (column_name, name)
);
