-- How a connection gets at models of Amazon Bedrock: by a role, in a region.
alter table model_connection add column role_arn varchar(600);
alter table model_connection add column region varchar(40);
alter table model_connection add column sts_region varchar(40);
alter table model_connection add column external_id varchar(1224);
