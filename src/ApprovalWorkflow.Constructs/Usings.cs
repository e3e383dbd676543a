global using Amazon.CDK;
global using ApprovalWorkflow.Contract;
global using ApprovalWorkflow.Support;
global using Constructs;
