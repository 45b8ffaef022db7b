/** The pages about models and their connections. */
package org.externalmodels.admin.console.models;
