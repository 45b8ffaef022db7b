/** The management API, {@code /api/v1}: it translates between JSON and the registry, and holds no rules. */
package org.externalmodels.admin.api;
