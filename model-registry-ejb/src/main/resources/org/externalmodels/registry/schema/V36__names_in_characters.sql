-- A name has 100 characters as people count them. H2 counts those beyond Unicode's first plane twice.
alter table model alter column name set data type varchar(200);
alter table model_connection alter column name set data type varchar(200);
alter table application_key alter column name set data type varchar(200);
alter table saved_prompt alter column name set data type varchar(200);
alter table authorization_profile alter column name set data type varchar(200);
alter table usage_limit alter column name set data type varchar(200);
alter table limit_alert alter column limit_name set data type varchar(200);
alter table price alter column model_name set data type varchar(200);
alter table price alter column connection_name set data type varchar(200);
-- Of two such names with a slash between them, or of two that are longer.
alter table audit_entry alter column target_name set data type varchar(600);
