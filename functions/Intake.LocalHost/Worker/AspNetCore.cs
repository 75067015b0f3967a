#pragma warning disable CS1591 // the members are those of Microsoft.Azure.Functions.Worker, documented there

using Intake.LocalHost.Functions;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker
{
    public static class FunctionContextExtensions
    {
        public static HttpContext? GetHttpContext(this FunctionContext context) =>
            context.Items.TryGetValue(LocalFunctionContext.HttpContextItem, out var http) ? http as HttpContext : null;
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public static class FunctionsApplicationBuilderAspNetCoreExtensions
    {
        // Nothing to do: this host is Kestrel itself, there is no proxy between it and the functions.
        public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
    }
}
