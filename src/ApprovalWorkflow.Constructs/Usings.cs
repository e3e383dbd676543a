global using Amazon.CDK;
global using Amazon.CDK.AWS.IAM;
global using Amazon.CDK.AWS.StepFunctions;
global using ApprovalWorkflow.Contract;
global using Constructs;
