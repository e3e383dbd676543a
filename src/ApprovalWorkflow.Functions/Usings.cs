global using ApiRequest = Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest;
global using ApiResponse = Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse;
