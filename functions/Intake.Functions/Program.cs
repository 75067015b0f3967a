using Intake;
using Intake.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddIntake(builder.Configuration, builder.Environment);
builder.AddTelemetry();

await builder.Build().RunAsync();
