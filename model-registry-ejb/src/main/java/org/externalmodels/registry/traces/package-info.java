/** What became of each call: collected from the adapter's journal, kept, and looked up. */
package org.externalmodels.registry.traces;
