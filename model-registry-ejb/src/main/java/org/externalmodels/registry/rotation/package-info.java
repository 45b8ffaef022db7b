/** A new encryption key, while calls and edits go on. */
package org.externalmodels.registry.rotation;
