import '../every-route';
import { declaredPaths } from '@/lib/http/declared-paths';
import { documentAnswerSchema, openApiDocument } from '@/lib/http/openapi/open-api-document';
import { operation } from '@/lib/http/operation';
import { route } from '@/lib/http/route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route('/openapi.json', {
  GET: operation({
    summary: 'Read this document',
    description: 'OpenAPI 3.1, made from the schemas that validate. No bearer token is needed.',
    answers: { 200: documentAnswerSchema },
    isBare: true,
    run: () => Promise.resolve({ body: openApiDocument(declaredPaths()) }),
  }),
});
