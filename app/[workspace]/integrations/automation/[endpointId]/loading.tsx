export { EndpointLoading as default } from "@/components/endpoints/endpoint-loading";
