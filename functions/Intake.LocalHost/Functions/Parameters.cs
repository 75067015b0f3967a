using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Intake.LocalHost.Functions;

/// <summary>Finds the arguments of a function.</summary>
internal static class Parameters
{
    /// <summary>Says why a function's parameters can never be bound; null when they can.</summary>
    internal static string? Problem(FunctionInfo function) =>
        function.Parameters.Select(parameter => Problem(function, parameter)).FirstOrDefault(problem => problem is not null);

    /// <summary>The arguments for one invocation.</summary>
    /// <exception cref="JsonException">A queue message is not the JSON the function asks for.</exception>
    internal static object?[] Bind(FunctionInfo function, LocalFunctionContext context, object input, JsonSerializerOptions json) =>
        [.. function.Parameters.Select(parameter => Bind(function, parameter, context, input, json))];

    private static object? Bind(
        FunctionInfo function, ParameterInfo parameter, LocalFunctionContext context, object input, JsonSerializerOptions json)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext)) return context;
        if (type == typeof(CancellationToken)) return context.CancellationToken;
        if (type == typeof(HttpContext)) return context.GetHttpContext();
        if (type == typeof(HttpRequest)) return context.GetHttpContext()!.Request;
        if (parameter != function.TriggerParameter) return RouteValue(parameter, context.GetHttpContext()!);
        return input is QueueMessage message ? Body(message, type, json) : input;
    }

    private static object? Body(QueueMessage message, Type type, JsonSerializerOptions json) => type switch
    {
        _ when type == typeof(QueueMessage) => message,
        _ when type == typeof(BinaryData) => message.Body,
        _ when type == typeof(string) => message.Body.ToString(),
        _ when type == typeof(byte[]) => message.Body.ToArray(),
        _ => JsonSerializer.Deserialize(message.Body, type, json),
    };

    private static object? RouteValue(ParameterInfo parameter, HttpContext http)
    {
        var value = http.GetRouteValue(parameter.Name!)?.ToString();
        if (value is null) return parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(string) ? value : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
    }

    private static string? Problem(FunctionInfo function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext) || type == typeof(CancellationToken)) return null;
        var possible = function.Trigger switch
        {
            HttpTrigger when parameter == function.TriggerParameter => type == typeof(HttpRequest),
            HttpTrigger http => type == typeof(HttpContext) || type == typeof(HttpRequest) || IsRouteValue(http, parameter),
            TimerTrigger => parameter == function.TriggerParameter && type == typeof(TimerInfo),
            _ => parameter == function.TriggerParameter,
        };
        return possible ? null : $"its parameter '{parameter.Name}' of type {type.Name} cannot be bound";
    }

    private static bool IsRouteValue(HttpTrigger http, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return RoutePatternFactory.Parse(http.Route).GetParameter(parameter.Name!) is not null
            && (type == typeof(string) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)));
    }
}
