export { EndpointsLoading as default } from "@/components/endpoints/endpoints-view";
