using Amazon.CDK;
using Samples;

var app = new App();
new DeploymentPipelineStack(app, "DeploymentPipeline");
app.Synth();
