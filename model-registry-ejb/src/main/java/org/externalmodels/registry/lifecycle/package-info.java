/** Drafts, revisions, connections: every change of a model, with who may make it. */
package org.externalmodels.registry.lifecycle;
