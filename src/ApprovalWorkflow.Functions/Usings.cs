global using System.Text.Json;
global using Amazon.Lambda.Core;
global using ApprovalWorkflow.Contract;
global using ApiRequest = Amazon.Lambda.APIGatewayEvents.APIGatewayProxyRequest;
global using ApiResponse = Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse;
global using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
