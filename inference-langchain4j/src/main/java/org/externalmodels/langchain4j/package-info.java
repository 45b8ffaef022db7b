/** LangChain4j's models, made of model connections: AI services and agents run on what an administrator connected. */
package org.externalmodels.langchain4j;
